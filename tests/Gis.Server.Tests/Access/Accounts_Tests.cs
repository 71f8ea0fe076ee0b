using System.Net;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Access;

public sealed class Accounts_Tests(TestSystem system) : IClassFixture<TestSystem>
{
    private static readonly string[] Outfalls = ["outfalls"];

    [Fact]
    public async Task Administrator_lets_a_person_in_who_can_then_sign_in()
    {
        var administrator = await system.PersonAsync("administrator", "130000");
        var name = NewName();

        var made = await administrator.Program.JsonAsync(
            "POST", "api/accounts", new { name, displayName = "魏", language = "zh", grants = new[] { new { role = "commander", areaCode = "130100" } } });

        var me = await system.Anonymous().JsonAsync("POST", "api/session", new { name, password = made.GetProperty("password").GetString() });
        Assert.Equal("commander", me.GetProperty("roles")[0].GetString());
        Assert.Equal("zh", me.GetProperty("language").GetString());
    }

    [Fact]
    public async Task Administrator_of_one_city_grants_nothing_elsewhere_and_sees_nobody_from_elsewhere()
    {
        var city = await system.PersonAsync("administrator", "130100");
        var elsewhere = await system.PersonAsync("officer", "130200");

        var created = await city.Program.ProblemAsync(
            "POST", "api/accounts", new { name = NewName(), grants = new[] { new { role = "officer", areaCode = "130200" } } });
        var granted = await city.Program.StatusAsync("POST", $"api/accounts/{elsewhere.Account}/grants", new { role = "officer", areaCode = "130100" });
        var closed = await city.Program.StatusAsync("DELETE", $"api/accounts/{elsewhere.Account}");

        Assert.Equal((HttpStatusCode.Forbidden, "area-refused"), created);
        Assert.Equal(HttpStatusCode.NotFound, granted);
        Assert.Equal(HttpStatusCode.NotFound, closed);
    }

    [Fact]
    public async Task Nobody_raises_himself_above_his_areas()
    {
        var city = await system.PersonAsync("administrator", "130100");

        var wider = await city.Program.ProblemAsync("POST", $"api/accounts/{city.Account}/grants", new { role = "administrator", areaCode = "130000" });

        Assert.Equal((HttpStatusCode.Forbidden, "area-refused"), wider);
        Assert.Equal(1L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM account_grant WHERE account_id = $1", city.Account));
    }

    [Theory]
    [InlineData("Upper", "officer", "130000", "name")]
    [InlineData("fine", "king", "130000", "grants.role")]
    [InlineData("fine", "officer", "999999", "grants.areaCode")]
    public async Task Malformed_wish_is_told_which_field_and_what_is_accepted(string name, string role, string areaCode, string parameter)
    {
        var administrator = await system.PersonAsync("administrator", "130000");

        using var answer = await administrator.Program.SendAsync("POST", "api/accounts", new { name, grants = new[] { new { role, areaCode } } });

        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"\"parameter\":\"{parameter}\"", text, StringComparison.Ordinal);
        Assert.Contains("\"accepted\":\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taken_name_is_a_conflict()
    {
        var administrator = await system.PersonAsync("administrator", "130000");
        var name = NewName();
        await administrator.Program.JsonAsync("POST", "api/accounts", new { name });

        Assert.Equal((HttpStatusCode.Conflict, "account-exists"), await administrator.Program.ProblemAsync("POST", "api/accounts", new { name }));
    }

    [Fact]
    public async Task Revoked_grant_ends_at_once()
    {
        var administrator = await system.PersonAsync("administrator", "130000");
        var name = NewName();
        var made = await administrator.Program.JsonAsync(
            "POST", "api/accounts", new { name, grants = new[] { new { role = "administrator", areaCode = "130100" } } });
        var account = made.GetProperty("id").GetInt64();
        using var signIn = await system.Anonymous().SendAsync("POST", "api/session", new { name, password = made.GetProperty("password").GetString() });
        var browser = system.Anonymous();
        browser.DefaultRequestHeaders.Add("Cookie", signIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        var before = await browser.StatusAsync("GET", "api/accounts");
        var grant = await system.Store.ScalarAsync<long>("SELECT id FROM account_grant WHERE account_id = $1", account);

        await administrator.Program.JsonAsync("DELETE", $"api/accounts/{account}/grants/{grant}");

        Assert.Equal(HttpStatusCode.OK, before);
        Assert.Equal(HttpStatusCode.Forbidden, await browser.StatusAsync("GET", "api/accounts"));
    }

    [Fact]
    public async Task Closed_account_loses_its_sessions_at_once()
    {
        var administrator = await system.PersonAsync("administrator", "130000");
        var name = NewName();
        var made = await administrator.Program.JsonAsync("POST", "api/accounts", new { name });
        using var signIn = await system.Anonymous().SendAsync("POST", "api/session", new { name, password = made.GetProperty("password").GetString() });
        var browser = system.Anonymous();
        browser.DefaultRequestHeaders.Add("Cookie", signIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        var before = await browser.StatusAsync("GET", "api/me");

        await administrator.Program.JsonAsync("DELETE", $"api/accounts/{made.GetProperty("id").GetInt64()}");

        Assert.Equal(HttpStatusCode.OK, before);
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusAsync("GET", "api/me"));
    }

    [Fact]
    public async Task Token_of_a_department_works_until_it_is_revoked_and_its_secret_is_kept_nowhere()
    {
        var administrator = await system.PersonAsync("administrator", "130000");
        var made = await administrator.Program.JsonAsync(
            "POST", "api/tokens", new { role = "guest", areaCode = "130100", layers = Outfalls, days = 30, label = "water bureau" });
        var token = made.GetProperty("token").GetString()!;
        var department = system.Anonymous();
        department.DefaultRequestHeaders.Authorization = new("Bearer", token);
        var before = await department.JsonAsync("GET", "api/me");
        var listed = (await administrator.Program.JsonAsync("GET", "api/tokens")).GetProperty("items").EnumerateArray()
            .Single(one => one.GetProperty("id").GetInt64() == made.GetProperty("id").GetInt64());

        await administrator.Program.JsonAsync("DELETE", $"api/tokens/{made.GetProperty("id").GetInt64()}");

        Assert.True(listed.GetProperty("lastSeenAt").GetDateTimeOffset() > DateTimeOffset.UtcNow.AddMinutes(-1));
        Assert.Equal("outfalls", before.GetProperty("grants")[0].GetProperty("layers")[0].GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, await department.StatusAsync("GET", "api/me"));
        Assert.Equal(0L, await system.Store.ScalarAsync<long>("SELECT count(*) FROM audit_entry WHERE details::text LIKE '%' || $1 || '%'", token));
    }

    private static string NewName() => $"n-{Guid.NewGuid():N}";
}
