"""What the ledgers record: talks, clues, lists, reports, meetings, measures, campaigns."""
