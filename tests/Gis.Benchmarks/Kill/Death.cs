namespace Gis.Benchmarks.Kill;

/// <summary>One death of the broker.</summary>
/// <param name="At">When it was dead.</param>
/// <param name="HeardAt">When something was stored that had been said after its return; until then it may not have known for whom to keep what it took.</param>
internal sealed record Death(DateTimeOffset At, DateTimeOffset HeardAt);
