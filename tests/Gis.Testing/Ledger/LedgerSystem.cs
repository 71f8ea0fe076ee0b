using System.Globalization;
using Gis.Ingest;
using Microsoft.AspNetCore.Builder;

namespace Gis.Testing.Ledger;

/// <summary>A system with a field of devices that lose, repeat and confuse what they send, as told by a seed.</summary>
public class LedgerSystem : TestSystem
{
    private readonly BrokerUser[] _users;

    public LedgerSystem(LedgerSize size, int seed)
    {
        ArgumentNullException.ThrowIfNull(size);
        Plan = LedgerPlan.Make(size, seed, DateTimeOffset.UtcNow);
        _users = [.. Plan.Json.Select(device => new BrokerUser(device.Code, FieldPassword.Random()))];
    }

    public LedgerPlan Plan { get; }

    public int Hj212Port { get; } = FreePort.Take();

    protected override BrokerUser[] BrokerUsers => _users;

    protected override void Adjust(WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Configuration["Ingest:Hj212:Port"] = Hj212Port.ToString(CultureInfo.InvariantCulture);
        builder.Configuration["Ingest:Hj212:SetsClocks"] = "false";
    }
}
