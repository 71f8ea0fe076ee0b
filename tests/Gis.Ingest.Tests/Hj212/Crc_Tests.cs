using System.Text;
using Gis.Ingest.Hj212;
using Xunit;

namespace Gis.Ingest.Tests.Hj212;

public sealed class Crc_Tests
{
    [Theory]
    [InlineData("123456789", 0x2F80)]
    [InlineData("A", 0x7080)]
    [InlineData("QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&", 0x1C80)]
    public void Check_sum_is_the_standards_own(string text, int expected) =>
        Assert.Equal(expected, Hj212Crc.Compute(Encoding.ASCII.GetBytes(text)));
}
