using System.Net;
using System.Text.Json;
using Gis.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Xunit;

namespace Gis.Tiles.Tests.SensorThings;

/// <summary>A question that only a look at every observation answers is given up soon, and told how to be asked.</summary>
public sealed class StaPatience_Tests(StaPatience_Tests.ImpatientSystem system) : IClassFixture<StaPatience_Tests.ImpatientSystem>
{
    [Theory]
    [InlineData("$filter", "result gt 5")]
    [InlineData("$orderby", "result desc")]
    public async Task Boundless_question_is_refused_with_what_to_add(string option, string question)
    {
        var client = (await system.PersonAsync("officer", "130000")).Program;
        await using var busy = await system.Store.Owner.OpenConnectionAsync();
        await using var transaction = await busy.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("LOCK TABLE observation IN ACCESS EXCLUSIVE MODE", busy))
        {
            await hold.ExecuteNonQueryAsync();
        }

        using var answer = await client.GetAsync(new Uri($"/sta/v1.1/Observations?{option}={Uri.EscapeDataString(question)}", UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();

        Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, text);
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal(option, problem.GetProperty("parameter").GetString());
        Assert.Contains("phenomenonTime ge", problem.GetProperty("accepted").GetString(), StringComparison.Ordinal);
    }

    /// <summary>The small world, in which nobody waits long.</summary>
    public sealed class ImpatientSystem : TestSystem
    {
        protected override string Parts => "tiles";

        protected override Task ArrangeAsync() => SmallWorld.FillAsync(Store);

        protected override void Adjust(WebApplicationBuilder builder)
        {
            ArgumentNullException.ThrowIfNull(builder);
            builder.Configuration.AddInMemoryCollection([new("Tiles:SensorThingsPatience", "00:00:00.100")]);
        }
    }
}
