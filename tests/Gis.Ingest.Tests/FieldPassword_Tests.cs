using System.Diagnostics;
using Gis.Testing;
using Xunit;

namespace Gis.Ingest.Tests;

public sealed class FieldPassword_Tests
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

        Assert.True(FieldPassword.Matches(hash, "correct horse"));
        Assert.False(FieldPassword.Matches(hash, "correct house"));
    }

    [Fact]
    public void Our_own_hash_is_recognised() => Assert.True(FieldPassword.Matches(FieldPassword.Hash("x"), "x"));

    [Theory]
    [InlineData("")]
    [InlineData("$6$salt$hash")]
    [InlineData("$7$many$AAAA$AAAA")]
    public void Other_forms_match_nothing(string hash) => Assert.False(FieldPassword.Matches(hash, "x"));
}
