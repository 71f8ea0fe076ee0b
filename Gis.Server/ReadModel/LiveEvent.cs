using System.Text.Json;

namespace Gis.Server.ReadModel;

/// <summary>One row of the live log.</summary>
internal sealed record LiveEvent(
    long Seq, DateTimeOffset At, string Kind, IReadOnlyList<long> Ids, IReadOnlyList<string> Areas, JsonElement Payload);
