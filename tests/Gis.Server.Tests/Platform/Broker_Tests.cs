using System.Text;
using Gis.Server.Platform.Broker;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Platform;

public sealed class Broker_Tests
{
    private static readonly BrokerUser Device = new("outfall-1", "its own password");

    [Fact]
    public async Task A_device_may_speak_in_its_own_topics_only()
    {
        await using var broker = await BrokerServer.StartAsync(Device);

        var own = await MqttTool.PublishAsync(broker, Device, "hj212/outfall-1/up", "x"u8.ToArray());
        var foreign = await MqttTool.PublishAsync(broker, Device, "hj212/outfall-2/up", "x"u8.ToArray());
        var orders = await MqttTool.PublishAsync(broker, Device, "units/outfall-1/orders", Encoding.UTF8.GetBytes("x"));

        Assert.DoesNotContain("Not authorized", own.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Not authorized", foreign.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Not authorized", orders.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_device_may_write_to_the_datastreams_that_are_named_for_it()
    {
        await using var broker = await BrokerServer.StartAsync(Device);
        await broker.AllowAsync(Device, datastream: 12);

        var own = await MqttTool.PublishAsync(broker, Device, "v1.1/Datastreams(12)/Observations", "{}"u8.ToArray());
        var foreign = await MqttTool.PublishAsync(broker, Device, "v1.1/Datastreams(13)/Observations", "{}"u8.ToArray());
        var pattern = await MqttTool.PublishAsync(broker, Device, "hj212/outfall-1/up", "x"u8.ToArray());

        Assert.DoesNotContain("Not authorized", own.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Not authorized", foreign.Output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Not authorized", pattern.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_user_of_a_replay_speaks_for_the_field_and_never_to_it()
    {
        var replay = new BrokerUser(BrokerAcl.ReplayUser, "drawn for one replay");
        await using var broker = await BrokerServer.StartAsync(Device, replay);

        foreach (var topic in new[] { "hj212/outfall-1/up", "v1.1/Datastreams(12)/Observations", "units/fire-7/position", "video/c/onvif-ej/a/b", "frigate/events" })
        {
            var said = await MqttTool.PublishAsync(broker, replay, topic, "x"u8.ToArray());
            Assert.DoesNotContain("Not authorized", said.Output, StringComparison.OrdinalIgnoreCase);
        }

        var order = await MqttTool.PublishAsync(broker, replay, "units/fire-7/orders", "x"u8.ToArray());
        var foreign = await MqttTool.PublishAsync(broker, Device, "hj212/outfall-2/up", "x"u8.ToArray());

        Assert.Contains("Not authorized", order.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Not authorized", foreign.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        await using var broker = await BrokerServer.StartAsync(Device);

        var answer = await MqttTool.PublishAsync(broker, Device with { Password = "guessed" }, "hj212/outfall-1/up", "x"u8.ToArray());

        Assert.NotEqual(0, answer.ExitCode);
    }

    [Fact]
    public async Task A_killed_broker_comes_back_on_its_port_with_users_added_meanwhile()
    {
        await using var broker = await BrokerServer.StartAsync();
        await broker.AddAsync(Device);
        await broker.KillAsync();

        await broker.StartAgainAsync();
        var answer = await MqttTool.PublishAsync(broker, Device, "hj212/outfall-1/up", "x"u8.ToArray());

        Assert.Equal(0, answer.ExitCode);
    }
}
