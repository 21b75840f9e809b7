"""The parts of the store on Neo4j, which `graph.neo4j_store` puts together."""
