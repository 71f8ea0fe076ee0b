using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Gis.Server.Changes.Rasters;

/// <summary>
/// Bands in a plain file, line by line with one band behind the other, from which rows are read as numbers. A pixel without data, not finite or masked reads as NaN
/// in every band. Several threads may read at once.
/// </summary>
/// <param name="masked">Behind the bands stands one more whose zeros are pixels without data.</param>
/// <param name="hidden">A file of a byte a pixel; what is not 0 there has no data here. Null: nothing is hidden.</param>
internal sealed class RawImage(string path, int width, int height, string type, IReadOnlyList<double?> noData, bool masked, string? hidden = null) : IDisposable
{
    private readonly SafeFileHandle _file = File.OpenHandle(path, options: FileOptions.RandomAccess);
    private readonly SafeFileHandle? _hidden = hidden is null ? null : File.OpenHandle(hidden, options: FileOptions.RandomAccess);
    private readonly int _bytesPerNumber = type switch { "Byte" => 1, "UInt16" or "Int16" => 2, _ => 4 };

    public int Bands => noData.Count;

    /// <summary>The least step between values; 0 for floating point.</summary>
    public double Step => type == "Float32" ? 0 : 1;

    /// <summary>What a sensor that saw more light than it can tell writes; null where the type has no such value.</summary>
    public float? Saturated => type switch { "Byte" => byte.MaxValue, "UInt16" => ushort.MaxValue, _ => null };

    public long Bytes => RandomAccess.GetLength(_file);

    private int RowBytes => width * _bytesPerNumber * (Bands + (masked ? 1 : 0));

    public void Dispose()
    {
        _file.Dispose();
        _hidden?.Dispose();
    }

    /// <summary>Room for one row as it lies in the file, and behind it for what is hidden of it.</summary>
    public byte[] Room() => new byte[RowBytes + (_hidden is null ? 0 : width)];

    /// <summary>Reads a row; band b begins at b · stride.</summary>
    public void Read(int row, byte[] room, Span<float> into, int stride)
    {
        if ((uint)row >= (uint)height)
        {
            throw new ArgumentOutOfRangeException(nameof(row));
        }

        Fill(_file, row, room.AsSpan(0, RowBytes));

        for (var band = 0; band < Bands; band++)
        {
            Unpack(room, band, into.Slice(band * stride, width));
        }

        Mask(room, into, stride);
        if (_hidden is not null)
        {
            Hide(_hidden, row, room.AsSpan(RowBytes, width), into, stride);
        }
    }

    private void Fill(SafeFileHandle file, int row, Span<byte> room)
    {
        for (var done = 0; done < room.Length;)
        {
            var count = RandomAccess.Read(file, room[done..], ((long)row * room.Length) + done);
            done += count > 0 ? count : throw new EndOfStreamException($"{path} ends in row {row}.");
        }
    }

    private void Hide(SafeFileHandle file, int row, Span<byte> room, Span<float> into, int stride)
    {
        Fill(file, row, room);
        if (!room.ContainsAnyExcept((byte)0))
        {
            return;
        }

        for (var i = 0; i < width; i++)
        {
            for (var band = 0; room[i] != 0 && band < Bands; band++)
            {
                into[(band * stride) + i] = float.NaN;
            }
        }
    }

    private void Unpack(byte[] room, int band, Span<float> into)
    {
        var from = room.AsSpan(band * width * _bytesPerNumber, width * _bytesPerNumber);
        switch (type)
        {
            case "Byte":
                for (var i = 0; i < into.Length; i++)
                {
                    into[i] = from[i];
                }

                break;
            case "UInt16":
                var words = MemoryMarshal.Cast<byte, ushort>(from);
                for (var i = 0; i < into.Length; i++)
                {
                    into[i] = words[i];
                }

                break;
            case "Int16":
                var shorts = MemoryMarshal.Cast<byte, short>(from);
                for (var i = 0; i < into.Length; i++)
                {
                    into[i] = shorts[i];
                }

                break;
            default:
                MemoryMarshal.Cast<byte, float>(from).CopyTo(into);
                break;
        }
    }

    /// <summary>
    /// Zero is no data where every band is zero, since dark water is zero in some bands; any other value that stands for none does so in each band by itself.
    /// </summary>
    private void Mask(byte[] room, Span<float> into, int stride)
    {
        Span<float> none = stackalloc float[Bands];
        var zeroIsNone = true;
        for (var band = 0; band < Bands; band++)
        {
            none[band] = noData[band] is { } value ? (float)value : float.NaN;
            zeroIsNone &= none[band] == 0;
        }

        for (var i = 0; i < width; i++)
        {
            var (zeros, held) = (0, !masked || HasMask(room, i));
            for (var band = 0; band < Bands; band++)
            {
                var value = into[(band * stride) + i];
                zeros += value == 0 ? 1 : 0;
                held &= float.IsFinite(value) && (value != none[band] || (value == 0 && zeroIsNone));
            }

            if (!held || (zeroIsNone && zeros == Bands))
            {
                for (var band = 0; band < Bands; band++)
                {
                    into[(band * stride) + i] = float.NaN;
                }
            }
        }
    }

    private bool HasMask(byte[] room, int column)
    {
        var at = ((Bands * width) + column) * _bytesPerNumber;
        return room.AsSpan(at, _bytesPerNumber).ContainsAnyExcept((byte)0);
    }
}
