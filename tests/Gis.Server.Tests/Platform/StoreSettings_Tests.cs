using Gis.Server.Platform.Store;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Xunit;

namespace Gis.Server.Tests.Platform;

public sealed class StoreSettings_Tests
{
    private static StoreSettings From(params (string Key, string Value)[] settings) => StoreSettings.From(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build());

    [Fact]
    public void Without_settings_the_private_store_of_the_default_ports_is_meant()
    {
        var store = From();

        Assert.Equal(new StoreAddress("127.0.0.1", 54320, SslMode.Prefer), store.Address);
        Assert.Equal("gis", store.Database);
    }

    [Fact]
    public void A_given_database_is_taken_from_its_url()
    {
        var store = From((StoreSettings.GivenDatabaseKey, "postgres://d%40ba:s%3Acret@db.example:5433/hebei?sslmode=require"));

        Assert.Equal(new StoreAddress("db.example", 5433, SslMode.Require), store.Address);
        Assert.Equal("hebei", store.Database);
        Assert.Equal(new StoreAdministrator("d@ba", "s:cret"), store.Administrator);
    }

    [Theory]
    [InlineData("db.example/hebei")]
    [InlineData("mysql://a:b@db/hebei")]
    [InlineData("postgres://a:b@db")]
    [InlineData("postgres://db/hebei")]
    [InlineData("postgres://a:b@db/hebei?sslmode=perhaps")]
    public void A_url_that_is_not_understood_is_refused_with_the_form_that_is(string url)
    {
        var refusal = Assert.Throws<StoreRefusedException>(() => From((StoreSettings.GivenDatabaseKey, url)));

        Assert.Contains("postgres://user:password@host:port/database", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_administrators_password_never_shows_in_words()
    {
        Assert.Equal("dba", new StoreAdministrator("dba", "secret").ToString());
    }

    [Fact]
    public void A_missing_password_says_which_file_is_missing()
    {
        var refusal = Assert.Throws<StoreRefusedException>(() => From(("Store:PasswordFolder", "/nowhere")).ConnectionString(StoreRole.Ingest, "test"));

        Assert.Contains("/nowhere/gis_ingest", refusal.Message, StringComparison.Ordinal);
    }
}
