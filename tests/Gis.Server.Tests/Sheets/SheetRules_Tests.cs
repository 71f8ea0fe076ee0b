using Gis.Server.Sheets;
using Xunit;

namespace Gis.Server.Tests.Sheets;

public sealed class SheetRules_Tests
{
    private static readonly SheetStanding Sheet = new("J50G047009", "130000", "to_update", "2019-04");

    [Fact]
    public void Work_that_is_done_has_an_edition_to_show()
    {
        Assert.Equal("edition", SheetRules.Say(Sheet, new SheetWish("updated")).Refusal?.Parameter);
        Assert.Equal("edition", SheetRules.Say(Sheet, new SheetWish("converted", " ")).Refusal?.Parameter);
        Assert.Equal(new SheetWish("updated", "2026-01"), SheetRules.Say(Sheet, new SheetWish("updated", " 2026-01 ")).Fact);
    }

    [Fact]
    public void Work_to_do_needs_none() => Assert.Equal(new SheetWish("to_convert"), SheetRules.Say(Sheet, new SheetWish("to_convert")).Fact);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("done")]
    public void Unknown_state_is_refused(string? state) => Assert.Equal("state", SheetRules.Say(Sheet, new SheetWish(state)).Refusal?.Parameter);

    [Fact]
    public void Nothing_new_is_no_news()
    {
        Assert.Equal("sheet-unchanged", SheetRules.Say(Sheet, new SheetWish("to_update")).Refusal?.Code);
        Assert.NotNull(SheetRules.Say(Sheet, new SheetWish("to_update", Note: "asked again")).Fact);
    }

    [Fact]
    public void Control_characters_are_refused()
    {
        Assert.Equal("edition", SheetRules.Say(Sheet, new SheetWish("updated", "2026\0")).Refusal?.Parameter);
        Assert.Equal("note", SheetRules.Say(Sheet, new SheetWish("to_convert", Note: "bell \a")).Refusal?.Parameter);
        Assert.NotNull(SheetRules.Say(Sheet, new SheetWish("to_convert", Note: "two\nlines")).Fact);
    }

    [Fact]
    public void Words_have_an_end()
    {
        Assert.Equal("edition", SheetRules.Say(Sheet, new SheetWish("updated", new string('1', 41))).Refusal?.Parameter);
        Assert.Equal("note", SheetRules.Say(Sheet, new SheetWish("updated", "2026", new string('1', 1001))).Refusal?.Parameter);
    }
}
