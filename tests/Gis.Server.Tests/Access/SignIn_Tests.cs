using System.Net;
using System.Security.Cryptography;
using Gis.Server.Access.Accounts;
using Gis.Server.Access.SignIn;
using Gis.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gis.Server.Tests.Access;

public sealed class SignIn_Tests(TestSystem system) : IClassFixture<TestSystem>
{
    private const string Password = "correct horse battery";

    [Fact]
    public async Task Right_password_opens_a_session_in_a_cookie_that_scripts_and_other_sites_never_get()
    {
        var name = await AccountAsync();

        using var answer = await Browser().SendAsync("POST", "api/session", new { name, password = Password });

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(name, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_session_tells_who_I_am_until_I_sign_out()
    {
        var browser = await SignedInAsync(await AccountAsync());
        var me = await browser.JsonAsync("GET", "api/me");

        await browser.JsonAsync("DELETE", "api/session");

        Assert.Equal("130100", me.GetProperty("home").GetProperty("areaCode").GetString());
        Assert.Equal("石家庄市", me.GetProperty("grants")[0].GetProperty("areaNameZh").GetString());
        Assert.Equal("130000", me.GetProperty("province").GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusAsync("GET", "api/me"));
    }

    [Fact]
    public async Task Wrong_password_and_unknown_name_get_the_same_answer()
    {
        var name = await AccountAsync();

        var wrong = await Browser().ProblemAsync("POST", "api/session", new { name, password = "something else" });
        var unknown = await Browser().ProblemAsync("POST", "api/session", new { name = "nobody-here", password = "something else" });

        Assert.Equal((HttpStatusCode.Unauthorized, "sign-in-refused"), wrong);
        Assert.Equal(wrong, unknown);
    }

    [Fact]
    public async Task Closed_account_is_refused()
    {
        var name = await AccountAsync();
        await system.Store.ExecuteAsync("UPDATE account SET disabled_at = now() WHERE name = $1", name);

        Assert.Equal(HttpStatusCode.Unauthorized, await Browser().StatusAsync("POST", "api/session", new { name, password = Password }));
    }

    [Fact]
    public async Task After_five_failures_even_the_right_password_must_wait()
    {
        var name = await AccountAsync();
        for (var i = 0; i < ThrottleRules.FreePerName; i++)
        {
            await Browser().StatusAsync("POST", "api/session", new { name, password = "wrong wrong" });
        }

        using var answer = await Browser().SendAsync("POST", "api/session", new { name, password = Password });

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 5);
        await system.Store.ExecuteAsync("DELETE FROM sign_in_attempt");   // all tests share one address
    }

    [Fact]
    public async Task Many_attempts_at_once_gain_nothing()
    {
        var name = await AccountAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ =>
            Browser().StatusAsync("POST", "api/session", new { name, password = "wrong wrong" })));

        Assert.Equal(ThrottleRules.FreePerName, answers.Count(status => status == HttpStatusCode.Unauthorized));
        await system.Store.ExecuteAsync("DELETE FROM sign_in_attempt");
    }

    [Fact]
    public async Task One_time_link_signs_in_once()
    {
        var link = await LinkAsync(await AccountAsync(), "10 minutes");

        var first = await Browser().StatusAsync("POST", "api/session/link", new { token = link });
        var second = await Browser().ProblemAsync("POST", "api/session/link", new { token = link });

        Assert.Equal(HttpStatusCode.OK, first);
        Assert.Equal((HttpStatusCode.Unauthorized, "link-refused"), second);
    }

    [Fact]
    public async Task Old_link_signs_nobody_in()
    {
        var link = await LinkAsync(await AccountAsync(), "-1 second");

        Assert.Equal(HttpStatusCode.Unauthorized, await Browser().StatusAsync("POST", "api/session/link", new { token = link }));
    }

    [Fact]
    public async Task Link_sent_through_a_proxy_is_not_from_this_machine()
    {
        var link = await LinkAsync(await AccountAsync(), "10 minutes");
        var proxied = Browser();
        proxied.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");

        Assert.Equal(HttpStatusCode.Unauthorized, await proxied.StatusAsync("POST", "api/session/link", new { token = link }));
    }

    [Fact]
    public async Task Link_is_no_session()
    {
        var link = await LinkAsync(await AccountAsync(), "10 minutes");
        var client = system.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", link);

        Assert.Equal(HttpStatusCode.Unauthorized, await client.StatusAsync("GET", "api/me"));
    }

    [Fact]
    public async Task Signing_in_and_out_stands_in_the_audit_trail()
    {
        var name = await AccountAsync();
        var browser = await SignedInAsync(name);

        await browser.JsonAsync("DELETE", "api/session");

        Assert.Equal(
            "session.open session.end",
            await system.Store.ScalarAsync<string>("SELECT string_agg(action, ' ' ORDER BY id) FROM audit_entry WHERE actor = $1", name));
    }

    private HttpClient Browser()
    {
        var browser = system.Anonymous();
        browser.DefaultRequestHeaders.Add("Origin", system.Address.GetLeftPart(UriPartial.Authority));
        browser.DefaultRequestHeaders.Add("X-Gis", "1");
        return browser;
    }

    private async Task<HttpClient> SignedInAsync(string name)
    {
        using var answer = await Browser().SendAsync("POST", "api/session", new { name, password = Password });
        var browser = Browser();
        browser.DefaultRequestHeaders.Add("Cookie", answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        return browser;
    }

    private async Task<string> AccountAsync()
    {
        var name = $"p-{Guid.NewGuid():N}";
        var account = await system.Services.GetRequiredService<AccountStore>().CreateAsync(
            new NewAccount(name, name, "zh", []),
            system.Services.GetRequiredService<Passwords>().Hash(Password),
            Actor.Prompt,
            CancellationToken.None);
        await system.GrantAsync(account!.Value, "inspector", "130100");
        return name;
    }

    private async Task<string> LinkAsync(string name, string life)
    {
        var secret = RandomNumberGenerator.GetBytes(32);
        await system.Store.ExecuteAsync(
            "INSERT INTO session (token_hash, account_id, kind, expires_at) SELECT $1, id, 'sign_in_link', now() + $2::text::interval FROM account WHERE name = $3",
            SHA256.HashData(secret), life, name);
        return System.Buffers.Text.Base64Url.EncodeToString(secret);
    }
}
