using Gis.Testing;
using Xunit;

namespace Gis.Ingest.Tests.Hj212;

public sealed class Seal_Tests : IDisposable
{
    private readonly string _folder = Path.Combine(TestFolder.Create("seal"), "secrets");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    [Fact]
    public void Sealed_password_opens_for_its_thing_alone_and_only_unchanged()
    {
        var seal = DevicePasswordSeal.Of(_folder);
        var once = seal.Seal("123456", 7);

        Assert.True(DevicePasswordSeal.Of(_folder).TryOpen(once, 7, out var open));
        Assert.Equal("123456", open);
        Assert.NotEqual(once, seal.Seal("123456", 7));
        Assert.False(seal.TryOpen(once, 8, out _));
        once[^1] ^= 1;
        Assert.False(seal.TryOpen(once, 7, out _));
        Assert.False(seal.TryOpen([1, 2, 3], 7, out _));
    }

    [Fact]
    public async Task Key_is_made_once_however_many_ask_and_is_the_owners_alone()
    {
        // Once is luck: those who ask must meet in the moment between looking for the key and putting it there.
        for (var time = 0; time < 50; time++)
        {
            var folder = Path.Combine(_folder, $"{time}");
            using var together = new Barrier(8);
            var seals = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    together.SignalAndWait();
                    return DevicePasswordSeal.Of(folder);
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));

            var file = Assert.Single(Directory.GetFiles(folder));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            Assert.All(seals, seal => Assert.True(seal.TryOpen(seals[0].Seal("123456", 1), 1, out _)));
        }
    }

    [Fact]
    public void Key_that_is_none_is_told_and_not_replaced()
    {
        DevicePasswordSeal.Of(_folder);
        File.WriteAllText(Path.Combine(_folder, DevicePasswordSeal.KeyFile), "short");

        Assert.Throws<InvalidOperationException>(() => DevicePasswordSeal.Of(_folder));
    }
}
