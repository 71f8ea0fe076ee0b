using Gis.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Gis.Tiles.Tests;

/// <summary>The tiles part as a process of its own would be, over a small world; its callers come with real tokens.</summary>
public class TilesSystem : TestSystem
{
    /// <summary>Somebody without any sign-in.</summary>
    public HttpClient Anyone => Anonymous();

    protected override string Parts => "tiles";

    /// <summary>A caller with these grants, each <c>role|area|layer,layer</c>.</summary>
    public async Task<HttpClient> WithAsync(params string[] grants) => (await PersonAsync(grants)).Program;

    public Task<TestPerson> PersonAsync(params string[] grants) => this.PersonAsync([.. grants.Select(Read)]);

    protected override Task ArrangeAsync() => SmallWorld.FillAsync(Store);

    /// <summary>Live tiles are cut anew each time, so that a test sees its own change at once.</summary>
    protected override void Adjust(WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Configuration.AddInMemoryCollection([new("Tiles:LiveTileAge", "00:00:00")]);
    }

    private static (string Role, string Area, string[]? Layers) Read(string grant)
    {
        var parts = grant.Split('|');
        return (parts[0], parts[1], parts[2].Length == 0 ? null : parts[2].Split(','));
    }
}
