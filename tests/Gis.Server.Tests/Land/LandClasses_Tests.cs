using Gis.Server.Land;
using Xunit;

namespace Gis.Server.Tests.Land;

public sealed class LandClasses_Tests
{
    [Theory]
    [InlineData("0101", "farmland")]
    [InlineData("0403", "farmland")]
    [InlineData("0404", "unused")]
    [InlineData("0602", "built")]
    [InlineData("1003", "built")]
    [InlineData("1006", "farmland")]
    [InlineData("1101", "unused")]
    [InlineData("1109", "built")]
    [InlineData("1201", "built")]
    [InlineData("1202", "farmland")]
    [InlineData("0201K", "farmland")]
    [InlineData("1104A", "farmland")]
    [InlineData("203", "built")]
    [InlineData("1302", null)]
    [InlineData("9999", null)]
    [InlineData("", null)]
    public void Kind_of_a_class(string code, string? kind) => Assert.Equal(kind, LandClasses.KindOf(code));

    [Fact]
    public void Standard_has_12_classes_with_73_below_them_each_once()
    {
        var classes = LandClasses.Standard.Schemes.Single(scheme => scheme.Scheme == LandClasses.Status).Classes;

        Assert.Equal((12, 73), (classes.Count(one => one.Code.Length == 2), classes.Count(one => one.Code.Length == 4 && !one.Code.StartsWith("13", StringComparison.Ordinal))));
        Assert.Equal(classes.Count, classes.Select(one => one.Code).Distinct().Count());
        Assert.All(classes, one => Assert.True(one.Kind is null or LandClasses.Farmland or LandClasses.Built or LandClasses.Unused));
    }

    [Fact]
    public void Row_that_nobody_checked_says_so()
    {
        Assert.False(LandClasses.Standard.Find(LandClasses.Status, "0507")!.Verified);
        Assert.True(LandClasses.Standard.Find(LandClasses.Status, "0601")!.Verified);
    }

    [Fact]
    public void A_suffix_keeps_its_class() => Assert.Equal(("0201K", "可调整果园"), (LandClasses.Standard.Find(LandClasses.Status, "0201k")!.Code, LandClasses.Standard.Find(LandClasses.Status, "0201K")!.NameZh));

    [Fact]
    public void Mappings_name_classes_that_exist() => Assert.All(LandClasses.Standard.Mappings, one =>
    {
        Assert.NotNull(LandClasses.Standard.Find(one.FromScheme, one.FromCode));
        Assert.NotNull(LandClasses.Standard.Find(one.ToScheme, one.ToCode));
    });
}
