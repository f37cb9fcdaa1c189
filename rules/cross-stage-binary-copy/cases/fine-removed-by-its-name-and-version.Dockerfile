FROM --platform=$BUILDPLATFORM python:3.12-slim AS build
RUN pip install --target=/out numpy
RUN cd /out && rm -rf numpy numpy-*
FROM python:3.12-slim
COPY --from=build /out /out
