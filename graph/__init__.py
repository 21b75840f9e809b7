"""The domain: kinds, dates, ids, attestations, stores, queries. Imports none of the other rooms."""
