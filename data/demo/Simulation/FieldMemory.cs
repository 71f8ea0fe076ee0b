using Gis.Demo.Physics;

namespace Gis.Demo.Simulation;

/// <summary>What the field must not forget when it is stopped: how far it was heard, and the discharges that someone asked for.</summary>
internal sealed record FieldMemory(DateTimeOffset? HeardUntil, IReadOnlyList<Discharge> Asked)
{
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(4);

    public static readonly FieldMemory Empty = new(null, []);

    /// <summary>Without the discharges whose water has long left the province.</summary>
    public FieldMemory At(DateTimeOffset now) => this with { Asked = [.. Asked.Where(discharge => discharge.End > now - Forgotten)] };
}
