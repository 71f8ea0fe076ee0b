namespace Gis.Benchmarks.Standby;

/// <summary>One read: when it began and ended, whether an answer came, and whether that said that it may be old.</summary>
internal sealed record SteadyRead(TimeSpan BeganAt, TimeSpan EndedAt, bool IsGood, bool IsOld);
