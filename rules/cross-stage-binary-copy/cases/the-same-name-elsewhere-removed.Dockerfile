FROM --platform=$BUILDPLATFORM python:3.12-slim AS build
RUN pip install --target=/out numpy
RUN rm -rf /usr/share/doc/numpy
FROM python:3.12-slim
COPY --from=build /out /out
