using Gis.Ingest.Quality;

namespace Gis.Ingest.Pipeline;

/// <summary>The newest value of a datastream: of a period the start and what stands for it, see <see cref="ValueRow.Value"/>.</summary>
internal readonly record struct LatestValue(
    long Datastream, DateTimeOffset At, double? Value, double? ZsValue, char? Flag, ValueQuality Quality, DateTimeOffset ReceivedAt)
{
    public static LatestValue Of(ValueRow row) => new(row.Stream.Id, row.At, row.Value, row.ZsValue, row.Flag, row.Quality, row.From.ReceivedAt);
}
