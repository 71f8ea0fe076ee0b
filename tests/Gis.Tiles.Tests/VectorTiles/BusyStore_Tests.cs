using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gis.Testing;
using Xunit;

namespace Gis.Tiles.Tests.VectorTiles;

public sealed class BusyStore_Tests(ImpatientSystem system) : IClassFixture<ImpatientSystem>
{
    [Fact]
    public async Task Store_that_does_not_answer_in_time_is_told_with_the_time_to_wait()
    {
        // Somebody holds the table; the statement waits behind the lock until its time is up.
        await using var connection = await system.Store.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var hold = connection.CreateCommand();
        hold.CommandText = "LOCK TABLE layer_feature_districts IN ACCESS EXCLUSIVE MODE";
        await hold.ExecuteNonQueryAsync();

        var answer = await system.Anonymous().GetAsync(TileClient.Path("districts", "10/394/837"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal("urn:gis:busy", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString());

        await transaction.RollbackAsync();
        Assert.Equal(HttpStatusCode.OK, (await system.Anonymous().GetAsync(TileClient.Path("districts", "10/394/837"))).StatusCode);
    }
}
