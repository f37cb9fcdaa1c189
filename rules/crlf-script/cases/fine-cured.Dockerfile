FROM alpine:3.22
COPY entrypoint.sh /
RUN sed -i 's/\r$//' /entrypoint.sh
ENTRYPOINT ["/entrypoint.sh"]
