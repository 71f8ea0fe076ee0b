using Xunit;

// A whole system and a browser each: one after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
