using System.Buffers.Text;
using System.Security.Cryptography;

namespace Gis.Testing;

/// <summary>Lets people into a test system by rows in its store, without the slow password hash.</summary>
public static class TestPeople
{
    /// <summary>Somebody who holds one role in one area.</summary>
    public static Task<TestPerson> PersonAsync(this TestSystem system, string role, string area, string[]? layers = null) =>
        system.PersonAsync((role, area, layers));

    /// <summary>Somebody with these grants, or none.</summary>
    public static async Task<TestPerson> PersonAsync(this TestSystem system, params (string Role, string Area, string[]? Layers)[] grants)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(grants);
        var name = $"p-{Guid.NewGuid():N}";
        var account = await system.Store.ScalarAsync<long>("INSERT INTO account (name, display_name) VALUES ($1, $1) RETURNING id", name);
        foreach (var (role, area, layers) in grants)
        {
            await system.GrantAsync(account, role, area, layers);
        }

        var program = system.Anonymous();
        program.DefaultRequestHeaders.Authorization = new("Bearer", await SecretAsync(system, account, "api"));
        var cookie = $"gis_session={await SecretAsync(system, account, "browser")}";
        var browser = system.Anonymous();
        foreach (var (header, value) in BrowserHeaders(system, cookie))
        {
            browser.DefaultRequestHeaders.Add(header, value);
        }

        browser.DefaultRequestHeaders.Add("X-Gis", "1");
        return new TestPerson(account, name, program, browser, BrowserHeaders(system, cookie));
    }

    public static async Task<long> GrantAsync(this TestSystem system, long account, string role, string area, string[]? layers = null)
    {
        ArgumentNullException.ThrowIfNull(system);
        return await system.Store.ScalarAsync<long>(
            "INSERT INTO account_grant (account_id, role, area_code, layers) VALUES ($1, $2, $3, $4) RETURNING id",
            account, role, area, layers is null ? DBNull.Value : layers);
    }

    private static Dictionary<string, string> BrowserHeaders(TestSystem system, string cookie) => new()
    {
        ["Cookie"] = cookie,
        ["Origin"] = system.Address.GetLeftPart(UriPartial.Authority),
    };

    private static async Task<string> SecretAsync(TestSystem system, long account, string kind)
    {
        var secret = RandomNumberGenerator.GetBytes(32);
        await system.Store.ExecuteAsync(
            "INSERT INTO session (token_hash, account_id, kind, expires_at) VALUES ($1, $2, $3, now() + interval '1 hour')",
            SHA256.HashData(secret), account, kind);
        return Base64Url.EncodeToString(secret);
    }
}
