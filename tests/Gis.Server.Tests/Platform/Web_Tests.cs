using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gis.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Gis.Server.Tests.Platform;

public sealed class Web_Tests(Web_Tests.ProbedSystem system) : IClassFixture<Web_Tests.ProbedSystem>
{
    private static Uri At(string path) => new(path, UriKind.Relative);

    [Fact]
    public async Task The_system_is_ready_when_store_and_migrations_are()
    {
        using var answer = await system.Anonymous().GetAsync(At("health/ready"));
        var report = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("ready", report.GetProperty("status").GetString());
        Assert.Equal("Healthy", report.GetProperty("checks").GetProperty("store.command").GetProperty("status").GetString());
    }

    [Fact]
    public async Task Being_alive_needs_no_store()
    {
        Assert.Contains("live", await system.Anonymous().GetStringAsync(At("health/live")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_tell_of_the_process_in_prometheus_text()
    {
        var text = await system.Anonymous().GetStringAsync(At("metrics"));

        Assert.Matches("(?m)^# TYPE gis_process_cpu_seconds_total counter$", text);
        Assert.Matches("(?m)^gis_process_resident_memory_bytes [1-9][0-9]+$", text);
        Assert.Matches("(?m)^http_server_request_duration_seconds_bucket\\{.*le=\"\\+Inf\"\\} [1-9]", text.Replace("microsoft_aspnetcore_hosting_", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_method_is_told_to_those_who_signed_in()
    {
        var person = await system.PersonAsync("inspector", "130000");

        using var answer = await person.Program.PutAsync(At("api/incidents"), JsonContent.Create(new { }));
        using var stranger = await system.Anonymous().PutAsync(At("api/incidents"), JsonContent.Create(new { }));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Contains("POST", answer.Content.Headers.Allow);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
    }

    [Fact]
    public async Task Every_answer_carries_the_strict_headers()
    {
        using var answer = await system.Anonymous().GetAsync(At("health/live"));

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
    }

    [Theory]
    [InlineData("probe/number?limit=many", "limit", "a whole number")]
    [InlineData("probe/number", "limit", "required")]
    [InlineData("probe/time?from=yesterday", "from", "ISO 8601")]
    public async Task A_parameter_that_cannot_be_bound_is_named_with_what_is_accepted(string path, string parameter, string accepted)
    {
        using var answer = await system.Anonymous().GetAsync(At(path));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("urn:gis:bad-parameter", problem.GetProperty("type").GetString());
        Assert.Equal(parameter, problem.GetProperty("parameter").GetString());
        Assert.Contains(accepted, problem.GetProperty("accepted").GetString(), StringComparison.Ordinal);
        Assert.Contains(parameter, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_json_is_the_callers_mistake()
    {
        using var body = new StringContent("{\"name\": 7", System.Text.Encoding.UTF8, "application/json");
        using var answer = await system.Anonymous().PostAsync(At("probe/body"), body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("urn:gis:bad-body", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString());
    }

    [Fact]
    public async Task Problems_are_worded_in_the_readers_language()
    {
        using var answer = await system.Anonymous("zh-CN,en;q=0.5").GetAsync(At("probe/number?limit=x"));

        Assert.Contains("整数", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_we_break_ourselves_is_a_500_with_a_trace_id_and_no_secrets()
    {
        using var answer = await system.Anonymous().GetAsync(At("probe/broken"));
        var text = await answer.Content.ReadAsStringAsync();
        var problem = JsonSerializer.Deserialize<JsonElement>(text);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("urn:gis:internal-error", problem.GetProperty("type").GetString());
        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
        Assert.DoesNotContain("very secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_not_there_is_a_problem_too()
    {
        using var answer = await system.Anonymous().GetAsync(At("nowhere"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    /// <summary>The real system with a few routes that misbehave on purpose.</summary>
    public sealed class ProbedSystem : TestSystem
    {
        protected override void Probe(WebApplication app)
        {
            app.MapGet("probe/number", (int limit) => limit).AllowAnonymous();
            app.MapGet("probe/time", (DateTimeOffset from) => from).AllowAnonymous();
            app.MapPost("probe/body", (Named body) => body.Name).AllowAnonymous();
            app.MapGet("probe/broken", string () => throw new InvalidOperationException("very secret")).AllowAnonymous();
        }
    }

    public sealed record Named(string Name);
}
