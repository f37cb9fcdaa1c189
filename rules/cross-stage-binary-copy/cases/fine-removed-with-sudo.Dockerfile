FROM --platform=$BUILDPLATFORM python:3.13 AS b
RUN pip install --prefix=/install numpy
RUN sudo rm -rf /install

FROM python:3.13-slim
COPY --from=b /install /usr/local
CMD ["python", "/app/x.py"]
