FROM alpine:3.22
COPY run.sh /run.sh
CMD ["sh", "/run.sh"]
