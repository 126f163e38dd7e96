"""What tests of several rooms share: databases, servers, actors."""
