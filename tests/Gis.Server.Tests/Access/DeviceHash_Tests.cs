using System.Diagnostics;
using Gis.Server.Access.Devices;
using Gis.Server.Platform.Broker;
using Gis.Testing;
using Xunit;

namespace Gis.Server.Tests.Access;

public sealed class DeviceHash_Tests
{
    [Fact]
    public async Task Password_that_mosquitto_itself_hashed_is_recognised()
    {
        var folder = TestFolder.Create("passwd");
        var file = Path.Combine(folder, "passwd");
        using (var tool = Process.Start("mosquitto_passwd", ["-b", "-c", file, "d", "correct horse"]))
        {
            await tool.WaitForExitAsync();
        }

        var hash = (await File.ReadAllTextAsync(file)).Trim()["d:".Length..];
        Directory.Delete(folder, recursive: true);

        Assert.True(DeviceHash.Matches(hash, "correct horse"));
        Assert.False(DeviceHash.Matches(hash, "correct house"));
    }

    [Fact]
    public void Our_own_hash_is_recognised() => Assert.True(DeviceHash.Matches(BrokerPassword.Hash("x"), "x"));

    [Theory]
    [InlineData("")]
    [InlineData("$6$salt$hash")]
    [InlineData("$7$many$AAAA$AAAA")]
    public void Other_forms_match_nothing(string hash) => Assert.False(DeviceHash.Matches(hash, "x"));

    [Theory]
    [InlineData("gis", false)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("a+b", false)]
    [InlineData("8888888.AB_c:1-2", true)]
    public void Device_may_not_be_called_like_the_parts_or_with_wildcards(string user, bool accepted) =>
        Assert.Equal(accepted, DeviceCredentials.IsAcceptable(user));
}
