"""What the alarm clock calls: plain functions of the store and the time, harmless when late, doubled or left out."""
