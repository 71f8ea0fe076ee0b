using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.Tests.Features;

/// <summary>Notes which addresses the server was asked for, and what it answered.</summary>
public sealed class AskedLog : IStartupFilter
{
    private readonly ConcurrentQueue<(string Address, int Status)> _asked = new();

    public IReadOnlyList<(string Address, int Status)> Asked => [.. _asked];

    public void Clear() => _asked.Clear();

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (http, following) =>
        {
            await following(http);
            _asked.Enqueue(($"{http.Request.Path}{Uri.UnescapeDataString(http.Request.QueryString.Value ?? "")}", http.Response.StatusCode));
        });
        next(app);
    };
}
