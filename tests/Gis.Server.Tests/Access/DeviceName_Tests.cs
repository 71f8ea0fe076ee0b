using Gis.Server.Access.Devices;
using Xunit;

namespace Gis.Server.Tests.Access;

public sealed class DeviceName_Tests
{
    [Theory]
    [InlineData("gis", false)]
    [InlineData("gis-replay", false)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("a+b", false)]
    [InlineData("8888888.AB_c:1-2", true)]
    public void Device_may_not_be_called_like_the_parts_or_with_wildcards(string user, bool accepted) =>
        Assert.Equal(accepted, DeviceCredentials.IsAcceptable(user));
}
