using System.Net.WebSockets;
using System.Text.Json;
using Gis.Server.Tests.Access;
using Gis.Testing;

namespace Gis.Server.Tests.Live;

/// <summary>
/// A <see cref="SlowReader"/> that comes back, as a page does, where the server has cut it off: a send that makes no way for ten seconds ends the line,
/// which buffers as small as its own can bring about.
/// </summary>
internal sealed class ReturningReader : IAsyncDisposable
{
    private readonly TestSystem _system;
    private readonly TestPerson _person;
    private SlowReader _reader;
    private long _seq;

    private ReturningReader(TestSystem system, TestPerson person, SlowReader reader, long seq)
    {
        _system = system;
        _person = person;
        _reader = reader;
        _seq = seq;
    }

    /// <summary>Before each piece that is read.</summary>
    public TimeSpan Pause
    {
        get => _reader.Pause;
        set => _reader.Pause = value;
    }

    public static async Task<ReturningReader> FollowAsync(TestSystem system, TestPerson person, long seq, TimeSpan pause) =>
        new(system, person, await SlowReader.FollowAsync(system, person, seq, pause), seq);

    /// <summary>Tells the server that the page is still there.</summary>
    public async Task PingAsync()
    {
        try
        {
            await _reader.PingAsync();
        }
        catch (Exception gone) when (IsEnd(gone))
        {
            // Whoever reads finds the line gone too, and comes back.
            return;
        }
    }

    /// <summary>The next item of the stream.</summary>
    public async Task<JsonElement> NextAsync()
    {
        while (true)
        {
            try
            {
                var item = await _reader.NextAsync();
                _seq = item.GetProperty("seq").GetInt64();
                return item;
            }
            catch (Exception ended) when (IsEnd(ended))
            {
                var before = _reader;
                _reader = await SlowReader.FollowAsync(_system, _person, _seq, before.Pause);
                await before.DisposeAsync();
            }
        }
    }

    public ValueTask DisposeAsync() => _reader.DisposeAsync();

    private static bool IsEnd(Exception exception) => exception is WebSocketException or EndOfStreamException or ObjectDisposedException;
}
