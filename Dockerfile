# Build: docker build -t policy-audit .    Run: docker run --rm --network none -v "$PWD:/data" policy-audit check /data
FROM python:3.12-slim AS build
WORKDIR /source
COPY . .
RUN pip install --no-cache-dir build && python -m build --wheel --outdir /wheels

FROM python:3.12-slim
RUN apt-get update && apt-get install --yes --no-install-recommends tesseract-ocr && rm -rf /var/lib/apt/lists/*
COPY --from=build /wheels /wheels
RUN pip install --no-cache-dir /wheels/*.whl && useradd --create-home auditor
USER auditor
WORKDIR /data
ENTRYPOINT ["policy-audit"]
CMD ["--help"]
