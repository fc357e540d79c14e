"""When: free places, clashes, the life of a slot, and the clock that moves it."""
