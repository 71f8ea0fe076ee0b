using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Gis.Server.Changes.Rasters;

/// <summary>Whole numbers of 32 bits in a plain file that tell pixel by pixel whether a cloud hides it; rows are asked for one after the other.</summary>
/// <param name="bits">Those that mean hidden, from 0; null: every value but 0 does.</param>
/// <param name="grown">A pixel is hidden too where one of its eight neighbours is.</param>
internal sealed class MaskSource(string date, string name, int band, IReadOnlyList<int>? bits, string path, int width, int height, bool grown) : IDisposable
{
    private readonly SafeFileHandle _file = System.IO.File.OpenHandle(path);
    private readonly uint _bits = bits is null ? uint.MaxValue : bits.Aggregate(0u, (all, bit) => all | (1u << bit));
    private readonly uint[] _numbers = new uint[width];
    private readonly bool[][] _rows = [new bool[width], new bool[width], new bool[width]];
    private readonly int[] _held = [-1, -1, -1];

    public string Date { get; } = date;

    public string File { get; } = name;

    public int Band { get; } = band;

    public IReadOnlyList<int>? Bits { get; } = bits;

    public bool IsGrown { get; } = grown;

    public void Dispose() => _file.Dispose();

    /// <summary>Marks what this source hides of a row, and counts it.</summary>
    public int Hide(int row, bool[] into)
    {
        var here = Row(row);
        var (above, below) = IsGrown ? (Row(Math.Max(0, row - 1)), Row(Math.Min(height - 1, row + 1))) : (here, here);
        var count = 0;
        for (var x = 0; x < width; x++)
        {
            var isHidden = here[x];
            for (var beside = Math.Max(0, x - 1); IsGrown && !isHidden && beside <= Math.Min(width - 1, x + 1); beside++)
            {
                isHidden = above[beside] || here[beside] || below[beside];
            }

            into[x] |= isHidden;
            count += isHidden ? 1 : 0;
        }

        return count;
    }

    private bool[] Row(int row)
    {
        var slot = row % 3;
        if (_held[slot] != row)
        {
            var bytes = MemoryMarshal.AsBytes(_numbers.AsSpan());
            for (var done = 0; done < bytes.Length;)
            {
                var count = RandomAccess.Read(_file, bytes[done..], ((long)row * bytes.Length) + done);
                done += count > 0 ? count : throw new EndOfStreamException($"{path} ends in row {row}.");
            }

            for (var x = 0; x < width; x++)
            {
                _rows[slot][x] = (_numbers[x] & _bits) != 0;
            }

            _held[slot] = row;
        }

        return _rows[slot];
    }
}
