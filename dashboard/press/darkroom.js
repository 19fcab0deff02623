// Draws with the typeface of this folder's fonts and nothing of the machine's. Plotly measures text in the page, but draws
// it in a picture of its own, which sees no font of the page: so the letters go into every picture too.
(() => {
  const plotly = Plotly.toImage;
  const scope = kaleido_scopes.plotly;
  const WEIGHTS = [400, 700];

  const withFaces = (svg, faces) => svg.replace(">", `><defs><style>${faces}</style></defs>`);

  const raster = async (svg, { width, height, scale }) => {
    const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
    const image = new Image(width, height);
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * scale;
    canvas.height = height * scale;
    // Paper is white: without a channel for what shows through, there is a quarter less to write and to read.
    canvas.getContext("2d", { alpha: false }).drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(address);
    const file = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    const reader = new FileReader();
    await new Promise((resolve, reject) => {
      reader.onload = resolve;
      reader.onerror = reject;
      reader.readAsDataURL(file);
    });
    return reader.result.replace("data:image/png;base64,", "");
  };

  Plotly.toImage = async (figure, asked) => {
    const svg = await plotly(figure, { ...asked, format: "svg", scale: 1, imageDataOnly: true });
    if (asked.format === "png") {
      return raster(withFaces(svg, FACES), asked);
    }
    // As a document the SVG gets its letters afterwards, the small set; to be printed it needs all of them now.
    return asked.imageDataOnly ? svg : `data:image/svg+xml,${encodeURIComponent(withFaces(svg, FACES))}`;
  };

  kaleido_scopes.plotly = async (...asked) => {
    await Promise.all(WEIGHTS.map((weight) => document.fonts.load(`${weight} 16px '${FAMILY}'`)));
    return scope(...asked);
  };
})();
