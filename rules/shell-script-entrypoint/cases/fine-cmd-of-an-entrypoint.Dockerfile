FROM diamol/base
ENTRYPOINT ["server"]
CMD ["boot.sh"]
