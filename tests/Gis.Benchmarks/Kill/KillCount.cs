namespace Gis.Benchmarks.Kill;

/// <summary>What came of a run.</summary>
/// <param name="Messages">Messages said, each acknowledged in the end.</param>
/// <param name="Values">The values that they held.</param>
/// <param name="Stored">Rows in the store.</param>
/// <param name="Revised">Values that were taken for a correction of what was there: a repeat must not be.</param>
/// <param name="LostAt">When the messages were acknowledged of which nothing is stored.</param>
internal sealed record KillCount(int Messages, long Values, long Stored, long Revised, IReadOnlyList<DateTimeOffset> LostAt)
{
    public long Missing => Math.Max(0, Values - Stored);

    public long Doubled => Math.Max(0, Stored - Values) + Revised;
}
