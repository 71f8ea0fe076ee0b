using System.Globalization;
using Gis.Ingest.Pipeline;
using Gis.Testing;
using Npgsql;
using Xunit;

namespace Gis.Ingest.Tests.Pipeline;

/// <summary>A large batch is stored in several transactions at once, and what one thing says keeps its order.</summary>
public sealed class Lanes_Tests(RunningIngest rig) : IClassFixture<RunningIngest>
{
    private const int Corrections = StoreLanes.LeastShare;

    [Fact]
    public async Task Last_correction_stands_for_each_of_two_things_that_are_stored_at_once()
    {
        var time = rig.Clock.GetUtcNow().AddMinutes(-1).ToUnixTimeMilliseconds();
        string[] codes = ["lane-a", "lane-b"];
        foreach (var code in codes)
        {
            await rig.AddThingAsync("outfall_water", "thing", code, "w01018");
        }

        await using (var connection = await rig.Store.Owner.OpenConnectionAsync())
        await using (await connection.BeginTransactionAsync())
        {
            // All that comes while the first batch stands before its values is one batch.
            await using var hold = new NpgsqlCommand("LOCK TABLE observation IN SHARE MODE", connection);
            await hold.ExecuteNonQueryAsync();
            for (var i = 0; i <= Corrections; i++)
            {
                foreach (var code in codes)
                {
                    await rig.SendAsync($"things/{code}/observations", string.Create(CultureInfo.InvariantCulture, $$$"""{"time":{{{time}}},"values":{"w01018":{{{i}}}}}"""));
                }
            }
        }

        foreach (var code in codes)
        {
            var mine = $"datastream_id IN (SELECT d.id FROM datastream d JOIN thing_alias a USING (thing_id) WHERE a.code = '{code}')";
            await rig.UntilAsync("observation_revision", Corrections, mine);
            Assert.Equal([(double)Corrections], await rig.ListAsync<double>($"SELECT value FROM observation WHERE {mine}"));
            Assert.Equal(
                Enumerable.Range(0, Corrections).Select(i => (double)i),
                await rig.ListAsync<double>($"SELECT (old_value ->> 'value')::float8 FROM observation_revision WHERE {mine} ORDER BY 1"));
        }
    }
}
