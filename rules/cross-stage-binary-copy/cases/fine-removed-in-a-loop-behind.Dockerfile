FROM --platform=$BUILDPLATFORM python:3.13 AS b
RUN pip install --prefix=/install numpy
RUN for d in /install /var/tmp; do rm -rf $d; done

FROM python:3.13-slim
COPY --from=b /install /usr/local
CMD ["python", "/app/x.py"]
