using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Gis.Testing.Ledger;
using Xunit;

namespace Gis.Server.Tests.Deliveries;

/// <summary>A small field of the ledger bench: what is lost, late, doubled and out of order, by MQTT and HJ 212, into the real system.</summary>
public sealed class LedgerField_Tests(LedgerField_Tests.SmallField system) : IClassFixture<LedgerField_Tests.SmallField>
{
    [Fact]
    public async Task Each_loss_is_named_none_is_invented_and_a_request_closes_them()
    {
        await using var field = new LedgerField(system);
        await field.RegisterAsync();
        await field.SpeakAsync();

        var before = await field.CompareAsync();
        await field.RequestAsync((await system.PersonAsync("inspector", StoreSeed.ChangAn)).Program);
        var after = await field.CompareAsync();

        Assert.True(before.Lost > 50, $"only {before.Lost} were lost");
        Assert.Empty(before.Unnamed);
        Assert.Empty(before.Invented);
        Assert.Empty(after.Invented);
        Assert.Equal(system.Plan.Loggers.Sum(logger => logger.Lost.Count), after.Unnamed.Count);
        Assert.True(field.Requests > 0);
    }

    public sealed class SmallField() : LedgerSystem(new LedgerSize(Numbered: 8, Paced: 6, Loggers: 3), seed: 20261103);
}
