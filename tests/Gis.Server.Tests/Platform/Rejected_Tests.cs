using System.Net;
using System.Text.Json;
using Gis.Server.Tests.Access;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Platform;

/// <summary>Who sees what could not be taken.</summary>
public sealed class Rejected_Tests(TestSystem system) : IClassFixture<TestSystem>
{
    [Fact]
    public async Task An_administrator_sees_the_refused_messages_of_his_areas_and_strangers_belong_to_the_top()
    {
        await RefuseAsync("here", await system.Store.AddThingAsync("refused-here", StoreSeed.ChangAn));
        await RefuseAsync("elsewhere", await system.Store.AddThingAsync("refused-elsewhere", StoreSeed.Tangshan));
        await RefuseAsync("nobody", thing: null);

        Assert.Equal(["nobody", "elsewhere", "here"], await SeenByAsync("administrator", "130000"));
        Assert.Equal(["here"], await SeenByAsync("administrator", StoreSeed.Shijiazhuang));
    }

    [Fact]
    public async Task A_grant_of_another_role_opens_no_area()
    {
        await RefuseAsync("far", await system.Store.AddThingAsync("refused-far", StoreSeed.Tangshan));
        var person = await system.PersonAsync(("administrator", StoreSeed.Shijiazhuang, null), ("inspector", StoreSeed.Tangshan, null));

        Assert.DoesNotContain("far", Topics(await person.Program.JsonAsync("GET", "api/ingest/rejected")));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("501")]
    [InlineData("many")]
    public async Task A_limit_out_of_bounds_is_named(string limit)
    {
        var person = await system.PersonAsync("administrator", "130000");

        var (status, code) = await person.Program.ProblemAsync("GET", $"api/ingest/rejected?limit={limit}");

        Assert.Equal((HttpStatusCode.BadRequest, "bad-parameter"), (status, code));
    }

    private async Task<string[]> SeenByAsync(string role, string area) =>
        Topics(await (await system.PersonAsync(role, area)).Program.JsonAsync("GET", "api/ingest/rejected?code=by-test"));

    private static string[] Topics(JsonElement page) =>
        [.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("topic").GetString()!)];

    private Task<int> RefuseAsync(string topic, long? thing) => system.Store.ExecuteAsync(
        """
        INSERT INTO rejected_message (received_at, source, topic, payload, payload_len, code, reason, thing_id)
        VALUES (clock_timestamp(), 'mqtt', $1, 'x', 1, $3, 'by test', $2)
        """,
        topic, thing is { } id ? id : DBNull.Value, topic == "far" ? "by-another-test" : "by-test");
}
