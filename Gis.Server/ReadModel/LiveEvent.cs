using System.Text.Json;

namespace Gis.Server.ReadModel;

/// <summary>One row of the live log; <paramref name="Observations"/> are the new values of kind <c>ingest</c>, null where there are none.</summary>
internal sealed record LiveEvent(
    long Seq, DateTimeOffset At, string Kind, IReadOnlyList<long> Ids, IReadOnlyList<string> Areas, JsonElement Payload, JsonElement? Observations);
