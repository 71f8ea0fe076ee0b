using System.Globalization;
using Gis.Testing;
using Microsoft.AspNetCore.Builder;

namespace Gis.Server.Tests.Devices;

/// <summary>A system whose port for data loggers is known.</summary>
public sealed class DialledSystem : TestSystem
{
    public int Hj212Port { get; } = FreePort.Take();

    protected override void Adjust(WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Configuration["Ingest:Hj212:Port"] = Hj212Port.ToString(CultureInfo.InvariantCulture);
    }
}
