using System.Globalization;
using System.Net;
using Gis.Ingest;
using Gis.Server.Access.Commands;
using Gis.Server.Access.Devices;
using Gis.Server.Platform.Commands;
using Gis.Server.Rules;
using Gis.Server.Tests.ReadModel;
using Gis.Testing;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Gis.Server.Tests.Access;

/// <summary>What the commands at the machine's prompt do to the store.</summary>
public sealed class Prompt_Tests(TestSystem system) : IClassFixture<TestSystem>
{
    [Fact]
    public async Task Made_administrator_signs_in_with_the_password_shown_and_after_a_reset_only_with_the_new_one()
    {
        var name = $"n-{Guid.NewGuid():N}";
        var first = await RunAsync(new AdminCreateCommand(), [name]);
        var firstPassword = LastWord(first);
        var before = await SignInAsync(name, firstPassword);

        var secondPassword = LastWord(await RunAsync(new AdminResetPasswordCommand(), [name]));

        Assert.Equal(HttpStatusCode.OK, before);
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync(name, firstPassword));
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(name, secondPassword));
        Assert.Equal("administrator 130000", await system.Store.ScalarAsync<string>(
            "SELECT g.role || ' ' || g.area_code FROM account_grant g JOIN account a ON a.id = g.account_id WHERE a.name = $1", name));
    }

    [Fact]
    public async Task Token_from_the_prompt_opens_the_granted_layers_and_nothing_else()
    {
        var token = (await RunAsync(
            new TokenCreateCommand(), [], ("role", "guest"), ("area", "130100"), ("layers", "outfalls,air_stations"), ("days", "30"))).Trim();
        var department = system.Anonymous();
        department.DefaultRequestHeaders.Authorization = new("Bearer", token);

        Assert.Equal(HttpStatusCode.OK, await department.StatusAsync("GET", "ogc/collections/outfalls/items"));
        Assert.Equal(HttpStatusCode.NotFound, await department.StatusAsync("GET", "ogc/collections/incidents/items"));
        Assert.Equal(HttpStatusCode.Forbidden, await department.StatusAsync("GET", "api/accounts"));
    }

    [Theory]
    [InlineData("role", "king")]
    [InlineData("area", "1")]
    [InlineData("layers", "Not A Layer")]
    [InlineData("days", "0")]
    public async Task Wrong_option_is_named_with_what_is_accepted(string option, string value)
    {
        var options = new Dictionary<string, string> { ["role"] = "guest", ["area"] = "130100", ["days"] = "1", [option] = value };

        var failure = await Assert.ThrowsAsync<CommandFailedException>(() =>
            RunAsync(new TokenCreateCommand(), [], [.. options.Select(pair => (pair.Key, pair.Value))]));

        Assert.Contains($"--{option}", failure.Message, StringComparison.Ordinal);
        Assert.Contains("accepted", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Printed_link_signs_in_and_stands_nowhere_in_the_store()
    {
        var person = await system.PersonAsync("inspector", "130000");

        var line = await RunAsync(new SignInLinksCommand(), [person.Name]);

        var link = line.Trim().Split("#link=")[1].Split("&as=");
        Assert.Equal(HttpStatusCode.OK, await system.Anonymous().StatusAsync("POST", "api/session/link", new { token = link[0] }));
        Assert.Equal(person.Name, link[1]);
        Assert.Equal(1L, await system.Store.ScalarAsync<long>(
            "SELECT count(*) FROM audit_entry WHERE action = 'session.link' AND actor = 'prompt' AND entity_id = $1::text",
            person.Account.ToString(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Broker_files_hold_the_parts_and_every_device_and_change_only_when_those_do()
    {
        var folder = Directory.CreateDirectory(Path.Combine(system.Home, "rendered")).FullName;
        Directory.CreateDirectory(Path.Combine(system.Home, "secrets"));
        await File.WriteAllTextAsync(Path.Combine(system.Home, "secrets", BrokerUsers.SecretFile), "the parts' own");
        var device = $"d-{Guid.NewGuid():N}";
        await CredentialAsync(transaction => DeviceCredentials.SetAsync(transaction, device, "device password", CancellationToken.None));

        var thing = await system.Store.AddThingAsync(device, StoreSeed.ChangAn);
        await system.Store.ExecuteAsync("INSERT INTO thing_alias (scheme, code, thing_id) VALUES ('thing', $1, $2)", device, thing);
        var stream = await system.Store.AddDatastreamAsync(thing);
        var foreign = await system.Store.AddDatastreamAsync(await system.Store.AddThingAsync($"x-{device}", StoreSeed.ChangAn));

        var first = await RunAsync(new BrokerFilesCommand(), [], ("out", folder));
        var second = await RunAsync(new BrokerFilesCommand(), [], ("out", folder));
        var rights = await File.ReadAllTextAsync(Path.Combine(folder, "acl"));
        var lines = await File.ReadAllLinesAsync(Path.Combine(folder, "passwd"));
        await RunAsync(new BrokerFilesCommand(), [], ("out", folder), ("users", "parts"));
        var withoutField = await File.ReadAllLinesAsync(Path.Combine(folder, "passwd"));
        await CredentialAsync(transaction => DeviceCredentials.RevokeAsync(transaction, device, CancellationToken.None));
        await RunAsync(new BrokerFilesCommand(), [], ("out", folder));

        Assert.Contains("Wrote", first, StringComparison.Ordinal);
        Assert.Contains("right already", second, StringComparison.Ordinal);
        Assert.Contains($"user {device}\ntopic write v1.1/Datastreams({stream})/Observations\n", rights, StringComparison.Ordinal);
        Assert.DoesNotContain($"Datastreams({foreign})", rights, StringComparison.Ordinal);
        Assert.True(FieldPassword.Matches(lines.Single(line => line.StartsWith("gis:", StringComparison.Ordinal))[4..], "the parts' own"));
        Assert.True(FieldPassword.Matches(lines.Single(line => line.StartsWith(device, StringComparison.Ordinal))[(device.Length + 1)..], "device password"));
        Assert.Equal(lines.Single(line => line.StartsWith("gis:", StringComparison.Ordinal)), Assert.Single(withoutField));
        Assert.DoesNotContain(await File.ReadAllLinesAsync(Path.Combine(folder, "passwd")), line => line.StartsWith(device, StringComparison.Ordinal));
    }

    private async Task CredentialAsync(Func<CommandTransaction, Task> change)
    {
        await using var transaction = await CommandTransaction.BeginAsync(system.Store.Command, CancellationToken.None);
        await change(transaction);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private Task<HttpStatusCode> SignInAsync(string name, string password) =>
        system.Anonymous().StatusAsync("POST", "api/session", new { name, password });

    private async Task<string> RunAsync(IServerCommand command, string[] arguments, params (string Name, string Value)[] options)
    {
        var given = options.ToDictionary(option => option.Name, option => option.Value);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(system.Settings().Concat(given).Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
            .Build();
        await using var output = new StringWriter();
        await command.RunAsync(new CommandInvocation(arguments, given, arguments, configuration, output), CancellationToken.None);
        return output.ToString();
    }

    private static string LastWord(string text) => text.TrimEnd().Split(' ')[^1];
}
