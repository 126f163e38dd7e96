"""Documents on the API of MongoDB: MongoDB itself, and Azure Cosmos DB for MongoDB."""
