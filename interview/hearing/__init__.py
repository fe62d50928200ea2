"""How one message is heard against one question, kind by kind."""
