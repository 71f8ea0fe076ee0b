using System.Security.Cryptography;
using System.Text;
using Gis.Server.Platform.Store;
using Microsoft.Extensions.Configuration;

namespace Gis.Testing;

/// <summary>An existing server for tests; role passwords follow from its own, so that every test process knows them.</summary>
internal static class GivenStore
{
    public static StoreSettings Of(string url)
    {
        var folder = TestFolder.Create("given");
        var secrets = Secrets.Create(folder, StoreRole.All, role => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{role} {url}"))));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return StoreSettings.From(new ConfigurationBuilder()
            .AddInMemoryCollection([new(StoreSettings.GivenDatabaseKey, url), new("Store:PasswordFolder", secrets)])
            .Build());
    }
}
