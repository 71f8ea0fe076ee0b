using Gis.Tiles.Tests.Features;
using Gis.Tiles.Tests.Writing;
using Xunit;

namespace Gis.Tiles.Tests.Conformance;

/// <summary>Tags of features, by which a change is refused that somebody else was faster with.</summary>
public sealed partial class Part4_Tests
{
    [Fact]
    public async Task Req_optimistic_locking_etags_get_etag_response()
    {
        var tag = (await (await WriterAsync()).GetAsync($"{Items}/4")).Headers.ETag!;

        Assert.False(tag.IsWeak);
    }

    [Fact]
    public Task Req_optimistic_locking_etags_put_etag_response() => AssertTagIsGivenAsync("PUT");

    [Fact]
    public Task Req_optimistic_locking_etags_patch_etag_response() => AssertTagIsGivenAsync("PATCH");

    [Fact]
    public Task Req_optimistic_locking_etags_ifmatch_put_op() => AssertTagIsNeededAsync("PUT");

    [Fact]
    public Task Req_optimistic_locking_etags_ifmatch_patch_op() => AssertTagIsNeededAsync("PATCH");

    [Fact]
    public Task Req_optimistic_locking_etags_ifmatch_put_eval() => AssertTagIsJudgedAsync("PUT");

    [Fact]
    public Task Req_optimistic_locking_etags_ifmatch_patch_eval() => AssertTagIsJudgedAsync("PATCH");
}
