"""The smallest beginnings of files of each kind that is taken."""

from domain_api.content.files.kinds import FileKind

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00"
SAMPLES: dict[FileKind, bytes] = {
    FileKind.PNG: PNG,
    FileKind.JPEG: b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01",
    FileKind.WEBP: b"RIFF\x24\x00\x00\x00WEBPVP8 ",
    FileKind.GIF: b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
    FileKind.PDF: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    FileKind.MP4: b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom",
    FileKind.CSV: "producto,precio\nCafé,25.00\n".encode(),
    FileKind.TEXT: "Horario: lunes a viernes ñ\r\n\ttodo el día 🌙".encode(),
}
