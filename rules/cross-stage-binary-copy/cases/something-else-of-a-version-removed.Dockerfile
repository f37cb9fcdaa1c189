FROM --platform=$BUILDPLATFORM python:3.12-slim AS build
RUN pip install --target=/out numpy
ARG VERSION
RUN rm -rf /tmp/tool-$VERSION
FROM python:3.12-slim
COPY --from=build /out /out
